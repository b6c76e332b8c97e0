package io.waybill.platform.webhook;

import io.waybill.platform.web.FieldError;
import io.waybill.platform.web.Unprocessable;
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

/** Where webhooks may lead: to public addresses, and into the networks that the settings allow. */
@Component
class Destinations {

    /** Of IPv6 only what is given to networks of the Internet; the rest has meanings of many kinds. */
    private static final InetAddressFilter GLOBAL_IPV6 =
            InetAddressFilter.of("2000::/3").andNot("3fff::/20");

    private static final InetAddressFilter PUBLIC = InetAddressFilter.externalAddresses()
            .and(address -> address instanceof Inet4Address || GLOBAL_IPV6.matches(address));

    /** Digits that some read as octal and others as decimal. */
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

    /** To be asked about each address that is connected to: what a name resolves to may change at any time. */
    InetAddressFilter allowed() {
        return allowed;
    }

    /**
     * The URL, if it may be registered.
     *
     * @throws Unprocessable if it may not; that a name is not known and that it leads inside is told in the same words,
     *     so that nobody learns the names in here
     * @throws io.waybill.platform.web.Unavailable if the host cannot be looked up just now
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
            throw refusal("The URL has to name a host as it is usually written, and a port only if it is one");
        }
        if (parsed.getRawUserInfo() != null || parsed.getRawFragment() != null) {
            throw refusal("The URL must contain neither a user nor a fragment");
        }
        if (!leadsOut(parsed.getHost())) {
            throw refusal("The URL's host has to be known and publicly reachable");
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
            throw refusal("The URL is not one");
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
