/** Timelines over REST: what happened to a subject, and what happens to it now, as a stream. */
@NamedInterface("rest")
@NullMarked
package io.waybill.platform.timeline.rest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
