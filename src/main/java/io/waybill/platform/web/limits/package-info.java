/** How much each caller may ask for, and how much and how long a request may be. */
@NamedInterface("limits")
@NullMarked
package io.waybill.platform.web.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
