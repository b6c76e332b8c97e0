/** What the code provides for models, as the annotations of {@link io.waybill.core.saga} declare it. */
@NamedInterface("contract")
@NullMarked
package io.waybill.platform.model.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
