/** Official results, which organisers enter, correct and remove; never silently. */
@NullMarked
package io.waybill.race.result;

import org.jspecify.annotations.NullMarked;
