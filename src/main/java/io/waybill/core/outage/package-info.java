/** What is away for a while: how that is told from a bug, how long to wait, and how little to log of it. */
@NullMarked
package io.waybill.core.outage;

import org.jspecify.annotations.NullMarked;
