/** Multi-instances with the collections and the counter of Zeebe. */
@NullMarked
package io.waybill.platform.engine.embedded.dialect.loop;

import org.jspecify.annotations.NullMarked;
