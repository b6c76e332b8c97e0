package io.waybill.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;

/** A part of a list. The list is counted if it is read page by page, but not if it continues after a row. */
public record ListPage<V>(List<V> content, Numbers page) {

    /**
     * What is known about the whole list.
     *
     * @param number the number of this page, from 0; given only if the list is counted, like the totals
     */
    public record Numbers(
            int size,
            @Nullable Integer number,
            @Nullable Long totalElements,
            @Nullable Integer totalPages) {}

    static <T, V> ListPage<V> of(Slice<T> rows, Function<T, V> view) {
        return new ListPage<>(
                rows.stream().map(view).toList(),
                rows instanceof Page<T> page
                        ? new Numbers(page.getSize(), page.getNumber(), page.getTotalElements(), page.getTotalPages())
                        : new Numbers(rows.getSize(), null, null, null));
    }
}
