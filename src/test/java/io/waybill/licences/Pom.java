package io.waybill.licences;

import static java.util.Objects.requireNonNull;

import io.waybill.licences.Artifacts.Roots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.graph.Exclusion;

/** A POM of this project with all its profiles: its dependencies, its plugins, and what the plugins fetch. */
record Pom(Path file, Model model) {

    static Pom read(Path file, Artifacts artifacts) {
        try {
            return new Pom(file, build(file, artifacts));
        } catch (ModelBuildingException e) {
            throw new IllegalStateException("%s cannot be read".formatted(file), e);
        }
    }

    private static Model build(Path file, Artifacts artifacts) throws ModelBuildingException {
        ModelBuildingRequest request = new DefaultModelBuildingRequest()
                .setPomFile(file.toFile())
                .setSystemProperties(System.getProperties())
                .setModelResolver(new FromRepository(artifacts))
                .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        var builder = new DefaultModelBuilderFactory().newInstance();
        List<String> profiles = builder.build(request).getRawModel().getProfiles().stream()
                .map(Profile::getId)
                .toList();
        return builder.build(request.setActiveProfileIds(profiles)).getEffectiveModel();
    }

    /** Each is resolved by itself, as Maven does. */
    Stream<Roots> roots() {
        return Stream.concat(
                Stream.of(new Roots(file.toString(), dependencies(model.getDependencies()), managed())),
                model.getBuild().getPlugins().stream().flatMap(this::roots));
    }

    private List<org.eclipse.aether.graph.Dependency> managed() {
        DependencyManagement managed = model.getDependencyManagement();
        return managed == null ? List.of() : dependencies(managed.getDependencies());
    }

    private static List<org.eclipse.aether.graph.Dependency> dependencies(List<Dependency> declared) {
        return declared.stream()
                .filter(dependency -> !dependency.getGroupId().startsWith("io.waybill"))
                .map(dependency -> Roots.dependency(
                                dependency.getGroupId(),
                                dependency.getArtifactId(),
                                dependency.getVersion(),
                                dependency.getScope())
                        .setExclusions(dependency.getExclusions().stream()
                                .map(one -> new Exclusion(one.getGroupId(), one.getArtifactId(), "*", "*"))
                                .toList()))
                .toList();
    }

    private Stream<Roots> roots(Plugin plugin) {
        List<org.eclipse.aether.graph.Dependency> own = new ArrayList<>(dependencies(plugin.getDependencies()));
        own.add(Roots.dependency(
                plugin.getGroupId(),
                plugin.getArtifactId(),
                requireNonNull(plugin.getVersion(), "the version of " + plugin.getKey() + " in " + file),
                null));
        List<org.eclipse.aether.graph.Dependency> fetched = new ArrayList<>();
        Stream.concat(
                        Stream.of(plugin.getConfiguration()),
                        plugin.getExecutions().stream().map(PluginExecution::getConfiguration))
                .filter(Xpp3Dom.class::isInstance)
                .forEach(configuration -> addFetched((Xpp3Dom) configuration, fetched));
        String of = plugin.getKey() + " in " + file;
        return Stream.of(new Roots(of, own, List.of()), new Roots("what is fetched by " + of, fetched, List.of()));
    }

    /** Finds it in the configuration of the plugins used here; each plugin has its own elements for this. */
    private static void addFetched(Xpp3Dom configuration, List<org.eclipse.aether.graph.Dependency> fetched) {
        for (Xpp3Dom child : configuration.getChildren()) {
            switch (child.getName()) {
                // An annotation processor.
                case "path" ->
                    fetched.add(Roots.dependency(
                            value(child, "groupId"), value(child, "artifactId"), value(child, "version"), null));
                // A file that is unpacked.
                case "artifactItem" ->
                    fetched.add(
                            Roots.single(value(child, "groupId"), value(child, "artifactId"), value(child, "version")));
                case "palantirJavaFormat" ->
                    fetched.add(Roots.dependency(
                            "com.palantir.javaformat", "palantir-java-format", value(child, "version"), null));
                default -> addFetched(child, fetched);
            }
        }
    }

    private static String value(Xpp3Dom parent, String name) {
        return parent.getChild(name).getValue();
    }

    private record FromRepository(Artifacts artifacts) implements ModelResolver {

        @Override
        public ModelSource2 resolveModel(String group, String name, String version) {
            return artifacts.pom(group, name, version);
        }

        @Override
        public ModelSource2 resolveModel(Parent parent) {
            return artifacts.pom(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
        }

        @Override
        public ModelSource2 resolveModel(Dependency imported) {
            return artifacts.pom(imported.getGroupId(), imported.getArtifactId(), imported.getVersion());
        }

        @Override
        public void addRepository(Repository repository) {}

        @Override
        public void addRepository(Repository repository, boolean replace) {}

        @Override
        public ModelResolver newCopy() {
            return this;
        }
    }
}
