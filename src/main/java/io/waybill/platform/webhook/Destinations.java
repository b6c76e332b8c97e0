package io.waybill.platform.webhook;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Unprocessable;
import java.net.Inet4Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;

/** Where webhooks may be sent: to public addresses, and to the networks that the settings allow. */
@Component
class Destinations {

    /** Only the IPv6 addresses that are assigned to Internet networks; all others have special meanings. */
    private static final InetAddressFilter GLOBAL_IPV6 =
            InetAddressFilter.of("2000::/3").andNot("3fff::/20");

    private static final InetAddressFilter PUBLIC = InetAddressFilter.externalAddresses()
            .and(address -> address instanceof Inet4Address || GLOBAL_IPV6.matches(address));

    /** Numbers that some read as octal and others as decimal. */
    private static final Pattern OCTAL = Pattern.compile("(\\d+\\.)*0\\d+(\\.\\d+)*");

    private final InetAddressFilter allowed;
    private final boolean allowHttp;
    private final Lookups lookups;

    Destinations(WebhookSettings settings, Lookups lookups) {
        this.allowed = InetAddressFilter.of(settings.allowedNetworks().toArray(String[]::new))
                .or(PUBLIC);
        this.allowHttp = settings.allowHttp();
        this.lookups = lookups;
    }

    /** To be checked for each address before connecting: what a name resolves to can change at any time. */
    InetAddressFilter allowed() {
        return allowed;
    }

    /**
     * The URL, if it may be registered.
     *
     * @throws Unprocessable if it may not. An unknown name and one that leads inside get the same message, so that
     *     nobody can probe for internal names
     * @throws io.waybill.core.refusal.Unavailable if the host cannot be looked up just now
     */
    URI check(String url) {
        URI parsed = parse(url);
        String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
            throw refusal("The URL has to begin with https://");
        }
        if (parsed.getHost() == null
                || OCTAL.matcher(parsed.getHost()).matches()
                || parsed.getPort() == 0
                || parsed.getPort() > 65_535) {
            throw refusal("The URL has to name a host in the usual notation, and its port, if any, has to be valid");
        }
        if (parsed.getRawUserInfo() != null || parsed.getRawFragment() != null) {
            throw refusal("The URL must contain neither a user nor a fragment");
        }
        if (!leadsOut(parsed.getHost())) {
            throw refusal("The URL's host has to exist and be publicly reachable");
        }
        return parsed;
    }

    private static URI parse(String url) {
        if (!url.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw refusal("The URL has to be written in ASCII, without spaces");
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refusal("This is not a valid URL");
        }
    }

    private boolean leadsOut(String host) {
        try {
            return Arrays.stream(lookups.of(host)).allMatch(allowed::matches);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Unprocessable refusal(String sentence) {
        return new Unprocessable(List.of(new FieldError("url", sentence)));
    }
}
