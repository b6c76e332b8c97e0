@NullMarked
package io.waybill.engine.embedded.dialect;

import org.jspecify.annotations.NullMarked;
