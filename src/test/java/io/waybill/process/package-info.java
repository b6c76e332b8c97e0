/** The process models, told as stories against the in-memory engine. */
@NullMarked
package io.waybill.process;

import org.jspecify.annotations.NullMarked;
