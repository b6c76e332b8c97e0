/** Limits on how often each caller may call, and on the size and duration of a request. */
@NamedInterface("limits")
@NullMarked
package io.waybill.platform.web.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
