package io.waybill.platform.deployment;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.NotFound;
import io.waybill.core.refusal.Unavailable;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.deployment.ModelVersion.Origin;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.model.Changes;
import io.waybill.platform.model.ModelCheck;
import io.waybill.platform.model.ModelCheck.Result;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Severity;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.outbox.Outbox;
import io.waybill.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes versions of models that were checked, and has them deployed. */
@Service
class Models {

    static final List<String> KINDS = List.of("bpmn", "dmn", "form");

    /** The caller deploys it too; the outbox does so if the caller or the engine is down. */
    private static final Duration HEAD_START = Duration.ofSeconds(2);

    private final ModelVersions versions;
    private final ObjectProvider<ModelCheck> check;
    private final Outbox outbox;
    private final OneTimeTask<Integer> deployModels;
    private final Clock clock;
    private volatile boolean open;

    Models(
            ModelVersions versions,
            ObjectProvider<ModelCheck> check,
            @Qualifier("outbox") Outbox outbox,
            @Qualifier("deployModels") OneTimeTask<Integer> deployModels,
            Clock clock) {
        this.versions = versions;
        this.check = check;
        this.outbox = outbox;
        this.deployModels = deployModels;
        this.clock = clock;
    }

    /** From now on callers may add versions: theirs come after the one in the jar. */
    void open() {
        open = true;
    }

    private void requireOpen() {
        if (!open) {
            throw new Unavailable("Waybill has just started and still reads the model in its jar. Try again.", 1);
        }
    }

    Result check(List<Source> files) {
        return check.getObject().checkAll(files);
    }

    /** Changes compared with the version that new orders are to run on. */
    List<String> changes(List<Source> files) {
        return Changes.between(versions.wanted().map(ModelVersion::files).orElse(List.of()), files);
    }

    /**
     * Makes a version of what an analyst sent, to be deployed after the commit.
     *
     * @param basedOn the version that it was made from, if given
     * @throws Conflict if that is no longer the newest version
     * @throws Unavailable if this Waybill has not read the model in its jar yet, which would then come after this one
     * @throws Unprocessable if it has errors
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ModelVersion send(
            List<Source> files, @Nullable Integer basedOn, Caller caller, @Nullable String reason, Result checked) {
        requireOpen();
        Optional<ModelVersion> before = versions.wanted();
        if (basedOn != null && !before.map(ModelVersion::version).equals(Optional.of(basedOn))) {
            String newest =
                    before.map(version -> Integer.toString(version.version())).orElse("0");
            throw new Conflict(
                    "Version %s of the model is the newest, but this one is based on version %d. Start from the newest"
                            .formatted(newest, basedOn));
        }
        requireRight(checked);
        return add(files, Origin.SENT, caller.name(), reason, checked);
    }

    /**
     * Makes a new version of the files of an earlier one, to be deployed after the commit.
     *
     * @throws NotFound if there is no such version
     * @throws Unavailable if this Waybill has not read the model in its jar yet, which would then come after this one
     * @throws Conflict if it is the current one, or never ran
     * @throws Unprocessable if it has errors on this Waybill
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ModelVersion rollBack(ModelVersion to, Caller caller, String reason, Result checked) {
        requireOpen();
        if (to.status() != Status.DEPLOYED) {
            throw new Conflict("Version %d of the model never ran".formatted(to.version()));
        }
        requireRight(checked);
        return add(to.files(), Origin.ROLLBACK, caller.name(), reason, checked);
    }

    private static void requireRight(Result checked) {
        List<FieldError> errors = checked.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Models::asError)
                .toList();
        if (!errors.isEmpty()) {
            throw new Unprocessable(errors);
        }
    }

    private static FieldError asError(Finding finding) {
        String at = finding.element() == null ? "" : " " + finding.element();
        return new FieldError(
                "%s:%d%s".formatted(finding.file(), finding.line(), at),
                "%s: %s. %s".formatted(finding.rule(), finding.message(), finding.advice()));
    }

    /**
     * Adds a version without errors.
     *
     * @throws Conflict if new orders already run on exactly these files
     */
    @Transactional
    public ModelVersion add(List<Source> files, Origin origin, String by, @Nullable String reason, Result checked) {
        Optional<ModelVersion> before = versions.wanted();
        if (before.isPresent()
                && before.map(ModelVersion::version).equals(versions.of(files).map(ModelVersion::version))) {
            throw new Conflict("These are the files of version %d, which new orders already run on"
                    .formatted(before.get().version()));
        }
        ModelVersion added =
                versions.add(files, Status.DEPLOYING, origin, by, reason, checked.findings(), changes(files));
        outbox.add(
                deployModels.instance(Integer.toString(added.version()), added.version()),
                clock.instant().plus(HEAD_START));
        return added;
    }

    /** Stores a version that has errors, so that people can see it. */
    @Transactional
    public void addRefused(List<Source> files, Result checked) {
        ModelVersion refused = versions.add(
                files, Status.REFUSED, Origin.JAR, ModelVersion.START_UP, null, checked.findings(), changes(files));
        versions.refused(refused.version(), "It has errors");
    }
}
