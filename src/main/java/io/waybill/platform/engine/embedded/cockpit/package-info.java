/** Operaton's Cockpit on Waybill's own port: running orders on their diagrams. */
@NullMarked
package io.waybill.platform.engine.embedded.cockpit;

import org.jspecify.annotations.NullMarked;
