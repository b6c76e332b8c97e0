/** The licences of the artifacts with which Waybill is built, tested and run. */
@NullMarked
package io.waybill.licences;

import org.jspecify.annotations.NullMarked;
