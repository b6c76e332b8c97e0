/** The values that variables can have: samples of them, with which expressions are evaluated as the engines do. */
@NullMarked
package io.waybill.platform.model.values;

import org.jspecify.annotations.NullMarked;
