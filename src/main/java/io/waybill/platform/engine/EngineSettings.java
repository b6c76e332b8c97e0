package io.waybill.platform.engine;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code waybill}.
 *
 * @param engine on which new process instances begin; those that run stay on theirs. If it is not set, they begin on the
 *     embedded engine, and models have to run on both, so that the cluster stays open to the team
 */
@ConfigurationProperties("waybill")
public record EngineSettings(@Nullable EngineName engine) {

    EngineName current() {
        return engine == null ? EngineName.EMBEDDED : engine;
    }

    /** The engines that a model has to run on. */
    public Set<EngineName> checked() {
        return engine == null ? EnumSet.allOf(EngineName.class) : EnumSet.of(engine);
    }
}
