package io.waybill.platform.engine;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code waybill}.
 *
 * @param engine {@code embedded} or {@code zeebe}: the engine on which new orders begin and on which models have to
 *     run. Without it orders begin on the embedded engine and models have to run on both. Orders that are under way end
 *     on the engine on which they began
 */
@ConfigurationProperties("waybill")
public record EngineSettings(@Nullable EngineName engine) {

    EngineName current() {
        return engine == null ? EngineName.EMBEDDED : engine;
    }

    /** The engines on which a model has to run. */
    public Set<EngineName> checked() {
        return engine == null ? EnumSet.allOf(EngineName.class) : EnumSet.of(engine);
    }
}
