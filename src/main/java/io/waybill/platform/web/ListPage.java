package io.waybill.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Slice;

/** A part of a list that is counted as long as it is read from page to page, and not when it goes on behind a row. */
public record ListPage<V>(List<V> content, Numbers page) {

    /**
     * What is known of the whole list.
     *
     * @param number which page this is, counted from 0; as the totals only of a list that is counted
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
