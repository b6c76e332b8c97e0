/** Waybill fulfils orders: every order is one BPMN saga. */
@NullMarked
package io.waybill;

import org.jspecify.annotations.NullMarked;
