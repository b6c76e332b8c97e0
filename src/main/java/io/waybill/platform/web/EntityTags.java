package io.waybill.platform.web;

import io.waybill.core.refusal.ChangedMeanwhile;
import io.waybill.core.refusal.Invalid;
import io.waybill.core.refusal.Precondition;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/** The condition for a change: the headers {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13.1). */
public record EntityTags(List<ETag> ifMatch, List<ETag> ifNoneMatch) implements Precondition {

    /**
     * Reads the headers.
     *
     * @throws Invalid if one is not a list of entity tags
     */
    public static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new EntityTags(tags(HttpHeaders.IF_MATCH, ifMatch), tags(HttpHeaders.IF_NONE_MATCH, ifNoneMatch));
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

    @Override
    public void check(@Nullable String current) {
        boolean asExpected = ifMatch.isEmpty() || isAmong(ifMatch, current, true);
        if (!asExpected || isAmong(ifNoneMatch, current, false)) {
            throw new ChangedMeanwhile(
                    "The condition of If-Match or If-None-Match does not hold. Nothing was changed; read it again first.");
        }
    }

    private static boolean isAmong(List<ETag> tags, @Nullable String current, boolean strong) {
        return current != null
                && tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(new ETag(current, false), strong));
    }
}
