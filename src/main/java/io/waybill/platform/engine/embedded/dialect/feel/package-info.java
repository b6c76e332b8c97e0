/** FEEL as Zeebe evaluates it, and its values, which are JSON. */
@NullMarked
package io.waybill.platform.engine.embedded.dialect.feel;

import org.jspecify.annotations.NullMarked;
