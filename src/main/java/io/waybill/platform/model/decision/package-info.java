/** The decisions that processes call: what they read and return, and whether their tables have gaps or overlaps. */
@NullMarked
package io.waybill.platform.model.decision;

import org.jspecify.annotations.NullMarked;
