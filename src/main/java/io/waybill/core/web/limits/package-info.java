/** How much each caller may ask for, and how much and how long a request may be. */
@NullMarked
package io.waybill.core.web.limits;

import org.jspecify.annotations.NullMarked;
