/** Who calls, and what they may do. Tokens come from an issuer outside Waybill. */
@NullMarked
package io.waybill.core.security;

import org.jspecify.annotations.NullMarked;
