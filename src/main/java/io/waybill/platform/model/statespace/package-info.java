/** Plays a process through: all states that an instance can get into, compensation included. See docs/adr/0017. */
@NullMarked
package io.waybill.platform.model.statespace;

import org.jspecify.annotations.NullMarked;
