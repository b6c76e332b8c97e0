/** Waybill fulfils orders: every order is one BPMN saga on Camunda 8. */
@NullMarked
package io.waybill;

import org.jspecify.annotations.NullMarked;
