/** A business outside Waybill with a process of its own: it shows what one needs. */
@NullMarked
package org.example.survey;

import org.jspecify.annotations.NullMarked;
