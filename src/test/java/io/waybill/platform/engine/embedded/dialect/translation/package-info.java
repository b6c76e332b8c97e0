@NullMarked
package io.waybill.platform.engine.embedded.dialect.translation;

import org.jspecify.annotations.NullMarked;
