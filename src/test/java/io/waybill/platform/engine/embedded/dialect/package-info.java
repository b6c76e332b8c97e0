@NullMarked
package io.waybill.platform.engine.embedded.dialect;

import org.jspecify.annotations.NullMarked;
