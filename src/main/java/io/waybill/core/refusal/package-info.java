/** Why a call is refused, in the terms of the business. How refusals look over HTTP is the business of the REST API. */
@NamedInterface("refusal")
@NullMarked
package io.waybill.core.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
