package io.waybill.platform.web;

import io.waybill.core.refusal.Invalid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The query parameters of every list. The answer's header {@code Link} shows where the list continues: after the last
 * row shown, so that no row comes twice and none is missed, whatever is added meanwhile.
 *
 * @param page the number of pages of this size to skip, to jump within the list; the list starts at its first row if
 *     neither this nor {@code after} is given
 * @param size rows per page, 1 to 200; 50 if not given
 * @param after the row after which to continue, as {@code Link} gave it
 */
public record ListParameters(
        @Nullable @Min(0) @Max(1_000_000) Integer page,
        @Nullable @Min(1) @Max(200) Integer size,
        @Nullable String after) {

    private static final int USUAL_SIZE = 50;

    /**
     * The requested part of the list, counted from the row after {@link #after}.
     *
     * @throws Invalid if the caller gives two starting points
     */
    public Pageable pageable() {
        return pageable(Sort.unsorted());
    }

    /** The same for a list that is still to be sorted. */
    public Pageable pageable(Sort sort) {
        if (page != null && after != null) {
            throw new Invalid("page", "cannot be given together with after");
        }
        return PageRequest.of(page == null ? 0 : page, size == null ? USUAL_SIZE : size, sort);
    }

    /**
     * The key of the row after which to continue.
     *
     * @param parse parses what the key's {@code toString} wrote
     * @throws Invalid if the caller sent something else
     */
    public <K> Optional<K> after(Function<String, K> parse) {
        try {
            return Optional.ofNullable(after)
                    .map(cursor -> new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8))
                    .map(parse);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Invalid("after", "is not from the header Link of this list");
        }
    }

    /** Makes the requested part from its rows plus, if there is one, the next row. */
    public static <T> Slice<T> slice(List<? extends @Nullable T> rowsAndNext, Pageable part) {
        boolean more = rowsAndNext.size() > part.getPageSize();
        return new SliceImpl<>(
                List.copyOf(more ? rowsAndNext.subList(0, part.getPageSize()) : rowsAndNext), part, more);
    }

    /**
     * The answer to the current request.
     *
     * @param key what the list is sorted by; unique in the list
     */
    public <T, V> ResponseEntity<List<V>> answer(Slice<T> rows, Function<T, ?> key, Function<T, V> view) {
        return ResponseEntity.ok()
                .headers(links(rows, key))
                .body(rows.stream().map(view).toList());
    }

    /** The same for the requested rows plus, if there is one, the next row. */
    public <T, V> ResponseEntity<List<V>> answer(
            List<? extends @Nullable T> rowsAndNext, Function<T, ?> key, Function<T, V> view) {
        return answer(ListParameters.<T>slice(rowsAndNext, pageable()), key, view);
    }

    /** The same, including the list's totals. */
    public <T, V> ResponseEntity<ListPage<V>> answerCounted(Slice<T> rows, Function<T, ?> key, Function<T, V> view) {
        return ResponseEntity.ok().headers(links(rows, key)).body(ListPage.of(rows, view));
    }

    private static <T> HttpHeaders links(Slice<T> rows, Function<T, ?> key) {
        List<String> links = new ArrayList<>();
        links.add(link(list(rows), "first"));
        if (rows.hasNext()) {
            String last = key.apply(rows.getContent().getLast()).toString();
            links.add(link(list(rows).queryParam("after", encoded(last)), "next"));
        }
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.LINK, String.join(", ", links));
        return headers;
    }

    /** The current request's address without its host, which may be different for the caller. */
    private static UriComponentsBuilder list(Slice<?> rows) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("page")
                .replaceQueryParam("after")
                .replaceQueryParam("size", rows.getSize());
    }

    private static String link(UriComponentsBuilder address, String relation) {
        return "<%s>; rel=\"%s\"".formatted(address.build().toUriString(), relation);
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
