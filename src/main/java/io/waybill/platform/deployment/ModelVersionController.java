package io.waybill.platform.deployment;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.platform.deployment.ModelController.ModelFile;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The versions of the model, and their files. */
@RestController
@RequestMapping("/models")
@RolesAllowed({Role.ANALYST, Role.OPERATOR})
@Tag(name = "deployment")
class ModelVersionController {

    private final ModelVersions versions;
    private final ModelViews views;

    ModelVersionController(ModelVersions versions, ModelViews views) {
        this.versions = versions;
        this.views = views;
    }

    /**
     * The files of a model.
     *
     * @param files all files of the model: one that is left out is removed
     */
    record ModelFiles(@NotEmpty @Size(max = 50) List<@NotNull @Valid ModelFile> files) {}

    /** Lists the versions of the model, newest first. */
    @GetMapping
    ResponseEntity<List<ModelView>> listModels(@Valid ListParameters part) {
        Pageable newestFirst = part.pageable();
        Slice<ModelVersion> found = ListParameters.slice(
                versions.list(part.after(Integer::valueOf).orElse(Integer.MAX_VALUE), newestFirst), newestFirst);
        return part.answer(found, ModelVersion::version, views.of(found.getContent()));
    }

    /** Shows a version of the model. */
    @GetMapping("/{version}")
    ModelView getModel(@PathVariable String version) {
        return views.of(versions.get(version));
    }

    /** Shows the files of a version, as {@code POST /models} takes them. */
    @GetMapping("/{version}/files")
    ModelFiles getModelFiles(@PathVariable String version) {
        return new ModelFiles(versions.get(version).files().stream()
                .map(file -> new ModelFile(file.name(), file.text()))
                .toList());
    }
}
