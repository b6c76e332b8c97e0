package io.waybill.platform.web;

import java.util.List;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.stereotype.Component;

/**
 * Accepts no YAML, XML or CBOR. Spring accepts them as soon as a library can read them (Camunda's client brings one for
 * YAML), bypassing the limits and the strictness that apply to JSON.
 */
@Component
class JsonOnly implements ServerHttpMessageConvertersCustomizer {

    private static final List<MediaType> OTHERS =
            List.of(MediaType.APPLICATION_YAML, MediaType.APPLICATION_XML, MediaType.APPLICATION_CBOR);

    @Override
    public void customize(ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.removeIf(JsonOnly::isOther));
    }

    private static boolean isOther(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream().anyMatch(OTHERS::contains);
    }
}
