package io.waybill.platform.web;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The condition for a change: the headers {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13.1). The code
 * that makes the change checks it with the row locked, so that no other change comes in between.
 */
public record Precondition(List<ETag> ifMatch, List<ETag> ifNoneMatch) {

    public static final Precondition NONE = new Precondition(List.of(), List.of());

    /**
     * Reads the headers.
     *
     * @throws Invalid if one is not a list of entity tags
     */
    public static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Precondition(tags(HttpHeaders.IF_MATCH, ifMatch), tags(HttpHeaders.IF_NONE_MATCH, ifNoneMatch));
    }

    /** Spring skips what it cannot parse, which here would skip the condition. */
    private static List<ETag> tags(String header, @Nullable String value) {
        if (value == null) {
            return List.of();
        }
        List<ETag> tags = ETag.parse(value);
        String understood = tags.stream().map(ETag::formattedTag).collect(Collectors.joining(","));
        if (tags.isEmpty() || !understood.equals(value.replaceAll("[ \t]", ""))) {
            throw new Invalid(header, "is neither * nor a list of entity tags in double quotes");
        }
        return tags;
    }

    /**
     * Checks the condition against what exists.
     *
     * @param current the entity tag of what exists, without quotes; null if nothing exists
     * @throws PreconditionFailed if the change must not be made
     */
    public void check(@Nullable String current) {
        boolean asExpected = ifMatch.isEmpty() || isAmong(ifMatch, current, true);
        if (!asExpected || isAmong(ifNoneMatch, current, false)) {
            throw new PreconditionFailed();
        }
    }

    private static boolean isAmong(List<ETag> tags, @Nullable String current, boolean strong) {
        return current != null
                && tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(new ETag(current, false), strong));
    }
}
