package io.waybill.core.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;

/**
 * The query parameters of every list.
 *
 * @param page counted from 0; the first if not given
 * @param size entries per page, 1 to 200; 50 if not given
 */
public record PageParameters(
        @Nullable @Min(0) @Max(1_000_000) Integer page,
        @Nullable @Min(1) @Max(200) Integer size) {

    public Pageable pageable() {
        return PageRequest.of(page == null ? 0 : page, size == null ? 50 : size);
    }
}
