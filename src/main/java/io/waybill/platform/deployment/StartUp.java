package io.waybill.platform.deployment;

import io.waybill.platform.business.LeftOut;
import io.waybill.platform.deployment.ModelVersion.Origin;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.engine.Engines;
import io.waybill.platform.model.ModelCheck.Result;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.outage.Outage;
import io.waybill.platform.outbox.NotNow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Makes a version of the model in the jar, if exactly this model never was one, and deploys the newest version. A
 * replica of an older Waybill that starts again, or one that starts after an analyst sent a model, changes nothing.
 * Waybill does not wait for this: while the engine is down it accepts orders, and they start when the engine is back.
 * Without any model that could be deployed, it refuses them and is not ready.
 */
@Component
class StartUp {

    private static final Logger log = LoggerFactory.getLogger(StartUp.class);

    private static final String NO_MODEL =
            "There is no model without errors to begin on. An analyst has to send one (POST /models)";

    private final ResourcePatternResolver jar = new PathMatchingResourcePatternResolver();
    private final Models models;
    private final ModelVersions versions;
    private final ModelDeployment deployment;
    private final EngineLosses losses;
    private final Engines engines;
    private final LeftOut leftOut;
    private final DeploymentSettings settings;
    private final Outage outage;
    private final RetryTemplate untilDone = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofSeconds(1))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(15))
            .jitter(Duration.ofMillis(500))
            .build());

    StartUp(
            Models models,
            ModelVersions versions,
            ModelDeployment deployment,
            EngineLosses losses,
            Engines engines,
            LeftOut leftOut,
            DeploymentSettings settings,
            Clock clock) {
        this.models = models;
        this.versions = versions;
        this.deployment = deployment;
        this.losses = losses;
        this.engines = engines;
        this.leftOut = leftOut;
        this.settings = settings;
        this.outage = new Outage("Nothing begins yet, because no model can be deployed", log, clock);
    }

    @EventListener(ApplicationReadyEvent.class)
    void deployInBackground() {
        Thread.ofPlatform().daemon().name("model-deployment").start(this::deployUntilDone);
    }

    private void deployUntilDone() {
        try {
            List<Source> files = filesInJar();
            untilDone.execute(() -> {
                bringUpOrTell(files);
                return true;
            });
        } catch (RetryException | IOException e) {
            log.error("No model can be deployed, so nothing begins", e);
        }
    }

    private void bringUpOrTell(List<Source> files) {
        try {
            bringUp(files);
        } catch (RuntimeException e) {
            outage.waitAfter(e);
            throw e;
        }
    }

    void bringUp(List<Source> files) {
        if (!files.isEmpty()) {
            makeVersion(files);
        }
        models.open();
        if (versions.wanted().isEmpty() && files.isEmpty()) {
            log.info("No business here has a model");
            return;
        }
        losses.note();
        if (!deployment.deployAnew()) {
            engines.haveNoModel(NO_MODEL);
            throw new NotNow(NO_MODEL + "; GET /models tells what is wrong with the one in the jar");
        }
    }

    private void makeVersion(List<Source> files) {
        Optional<ModelVersion> known = versions.of(files);
        if (known.filter(version -> version.status() != Status.REFUSED).isPresent()) {
            tellIfLater(known.get());
            return;
        }
        Result checked = models.check(files);
        if (checked.isRight()) {
            known.ifPresentOrElse(
                    refused -> versions.tryAgain(refused.version(), checked.findings()),
                    () -> models.add(files, Origin.JAR, ModelVersion.START_UP, null, checked));
            return;
        }
        checked.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .forEach(error -> log.error(
                        "The model in the jar is refused: {}:{} {} {}. {}",
                        error.file(),
                        error.line(),
                        error.rule(),
                        error.message(),
                        error.advice()));
        if (known.isEmpty()) {
            models.addRefused(files, checked);
        }
    }

    private void tellIfLater(ModelVersion inJar) {
        versions.wanted()
                .filter(wanted -> wanted.version() > inJar.version())
                .ifPresent(later -> log.warn(
                        "New orders do not run on the model in the jar, version {}, but on version {}, which came"
                                + " later ({}, {}). To go back: POST /models/{}/rollback",
                        inJar.version(),
                        later.version(),
                        later.createdBy(),
                        later.createdAt(),
                        inJar.version()));
    }

    private List<String> patterns() {
        return settings.models().stream()
                .flatMap(folder -> Models.KINDS.stream()
                        .map(kind -> StringUtils.trimTrailingCharacter(folder, '/') + "/*." + kind))
                .toList();
    }

    List<Source> filesInJar() throws IOException {
        List<Source> files = new ArrayList<>();
        for (String pattern : patterns()) {
            for (Resource file : jar.getResources(pattern)) {
                String name = String.valueOf(file.getFilename());
                if (!leftOut.hasModel(name)) {
                    files.add(new Source(name, file.getContentAsString(StandardCharsets.UTF_8)));
                }
            }
        }
        return files;
    }
}
