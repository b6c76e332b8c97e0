/** What elements do while a process runs, where Zeebe does it differently from the engine. */
@NullMarked
package io.waybill.platform.engine.embedded.dialect.behavior;

import org.jspecify.annotations.NullMarked;
