package io.waybill.platform.deployment;

import io.waybill.core.refusal.Conflict;
import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Invalid;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.idempotency.Call;
import io.waybill.platform.idempotency.Idempotency;
import io.waybill.platform.idempotency.IdempotencyKey;
import io.waybill.platform.model.ModelCheck.Result;
import io.waybill.platform.model.UndoTable;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.outbox.NotNow;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.PlainText;
import io.waybill.platform.web.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Models: the processes and decisions that orders run on, and their versions. */
@RestController
@RequestMapping("/models")
@RolesAllowed({Role.ANALYST, Role.OPERATOR})
class ModelController {

    private static final Logger log = LoggerFactory.getLogger(ModelController.class);

    private final Models models;
    private final ModelVersions versions;
    private final ModelDeployment deployment;
    private final EngineLosses losses;
    private final ModelViews views;
    private final Idempotency idempotency;

    ModelController(
            Models models,
            ModelVersions versions,
            ModelDeployment deployment,
            EngineLosses losses,
            ModelViews views,
            Idempotency idempotency) {
        this.models = models;
        this.versions = versions;
        this.deployment = deployment;
        this.losses = losses;
        this.views = views;
        this.idempotency = idempotency;
    }

    /**
     * A file of a model.
     *
     * @param name with its extension: .bpmn, .dmn or .form; without a folder
     * @param content its text
     */
    record ModelFile(
            @NotNull
            @Size(max = 200)
            @Pattern(
                    regexp = "[^\\x00-\\x1f\\x7f/\\\\]+\\.([bB][pP][mM][nN]|[dD][mM][nN]|[fF][oO][rR][mM])",
                    message = "is not the name of a .bpmn, .dmn or .form file")
            String name,

            @NotNull String content) {

        Source source() {
            return new Source(Source.withSmallExtension(name), content);
        }
    }

    /**
     * A new version of the model.
     *
     * @param files all files of the model: one that is left out is removed
     * @param basedOn the version that it was made from; refused if that is no longer the newest
     * @param reason shown in the list of versions
     */
    record NewModel(
            @NotEmpty @Size(max = 50) List<@NotNull @Valid ModelFile> files,
            @Nullable @Positive Integer basedOn,
            @PlainText(max = 500) @Nullable String reason) {}

    /**
     * The result of a check.
     *
     * @param right whether the model may run: no finding is an error
     * @param undo for each process, what is undone when
     * @param changes compared with the version that new orders run on
     */
    record ModelReport(boolean right, List<Finding> findings, List<UndoTable> undo, List<String> changes) {}

    /**
     * Checks a model and changes nothing: whether the engine accepts it, and whether it is still a saga. The body is
     * that of {@code POST /models}.
     */
    @PostMapping("/check")
    @RolesAllowed(Role.ANALYST)
    ModelReport check(@Valid @RequestBody NewModel request) {
        List<Source> files = sources(request.files());
        Result checked = models.check(files);
        return new ModelReport(checked.isRight(), checked.findings(), checked.undo(), models.changes(files));
    }

    /**
     * Makes a model the newest version, if it has no errors (422 lists them). New orders run on it from then on; orders
     * that are under way stay on their version. While the engine is down it is {@code DEPLOYING} (202); it is deployed
     * when the engine is back.
     */
    @Answers(
            value = {201, 202, 422},
            headers = HttpHeaders.LOCATION)
    @PostMapping
    @RolesAllowed(Role.ANALYST)
    ResponseEntity<ModelView> send(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @Valid @RequestBody NewModel request) {
        List<Source> files = sources(request.files());
        return deployed(
                caller,
                new Call<>(key, "POST /models", request),
                () -> models.send(files, request.basedOn(), caller, request.reason(), models.check(files)));
    }

    /**
     * Goes back to an earlier version: makes a new version of its files. Refused if the files have errors on this
     * Waybill (422), or if the version never ran or is the current one (409).
     */
    @Answers(
            value = {201, 202, 422},
            headers = HttpHeaders.LOCATION)
    @PostMapping("/{version}/rollback")
    ResponseEntity<ModelView> rollBack(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable IdempotencyKey key,
            @PathVariable String version,
            @Valid @RequestBody Reason reason) {
        ModelVersion to = versions.get(version);
        return deployed(
                caller,
                new Call<>(key, "POST /models/%d/rollback".formatted(to.version()), reason),
                () -> models.rollBack(to, caller, reason.reason(), models.check(to.files())));
    }

    /**
     * The key stores which version the call made. What became of that version is looked up each time the call is
     * repeated.
     */
    private ResponseEntity<ModelView> deployed(Caller caller, Call<?> call, Supplier<ModelVersion> added) {
        ResponseEntity<ModelView> kept = idempotency.once(caller, call, ModelView.class, () -> answer(added.get()));
        tryToDeploy();
        ModelVersion version =
                versions.find(Objects.requireNonNull(kept.getBody()).version()).orElseThrow();
        if (version.status() == Status.REFUSED) {
            throw new Unprocessable(List.of(new FieldError("files", String.valueOf(version.refusal()))));
        }
        if (version.status() == Status.OVERTAKEN) {
            throw new Conflict(String.valueOf(version.refusal()));
        }
        return answer(version);
    }

    private void tryToDeploy() {
        try {
            losses.note();
            deployment.deployNewest();
        } catch (NotNow | PessimisticLockingFailureException later) {
            // The engine is down, or others took too long to deploy. The outbox tries again.
            log.info("The model is deployed later: {}", later.getMessage());
        }
    }

    private ResponseEntity<ModelView> answer(ModelVersion version) {
        return ResponseEntity.status(version.status() == Status.DEPLOYED ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/models/" + version.version()))
                .body(views.of(version));
    }

    private static List<Source> sources(List<ModelFile> files) {
        if (files.stream().map(ModelFile::name).distinct().count() < files.size()) {
            throw new Invalid("files", "has two files with the same name");
        }
        return files.stream().map(ModelFile::source).toList();
    }
}
