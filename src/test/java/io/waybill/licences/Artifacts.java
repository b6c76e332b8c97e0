package io.waybill.licences;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelSource2;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.RepositoryCache;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession.CloseableSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.impl.ArtifactDescriptorReader;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.supplier.SessionBuilderSupplier;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;
import org.eclipse.aether.util.graph.selector.ExclusionDependencySelector;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts in Maven's local repository, found by Maven's own resolver. It reads only POMs. A POM that is missing,
 * because its program was not built yet, comes from Maven Central.
 */
final class Artifacts implements AutoCloseable {

    private static final List<RemoteRepository> REMOTE = central();

    /** As defined by Maven's super POM, with the address that Maven puts into it. */
    private static List<RemoteRepository> central() {
        Model any = new Model();
        any.setModelVersion("4.0.0");
        any.setGroupId("any");
        any.setArtifactId("any");
        any.setVersion("1");
        ModelBuildingRequest request = new DefaultModelBuildingRequest().setRawModel(any);
        try {
            return new DefaultModelBuilderFactory()
                    .newInstance().build(request).getEffectiveModel().getRepositories().stream()
                            .map(named ->
                                    new RemoteRepository.Builder(named.getId(), "default", named.getUrl()).build())
                            .toList();
        } catch (ModelBuildingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No locks and no filters, because this only reads. */
    private static final Map<String, Object> QUICK = Map.of(
            "aether.syncContext.named.factory", "noop",
            "aether.remoteRepositoryFilter.groupId", "false",
            "aether.remoteRepositoryFilter.prefixes", "false");

    private final Map<String, List<String>> licences = new ConcurrentHashMap<>();
    private final RepositorySystem system = new NotingLicences().get();
    private final SessionBuilderSupplier sessions = new SessionBuilderSupplier(system);
    private final RepositoryCache cache = new DefaultRepositoryCache();
    private final CloseableSession session;
    private final CloseableSession withoutSome;

    /** @param without the artifacts ({@code group:name}) that can be left out, with their own dependencies */
    Artifacts(Path local, Collection<String> without) {
        this.session = session(local, List.of());
        this.withoutSome = session(local, without);
    }

    private CloseableSession session(Path local, Collection<String> without) {
        List<Exclusion> exclusions = without.stream()
                .map(name -> name.split(":", 2))
                .map(name -> new Exclusion(name[0], name[1], "*", "*"))
                .toList();
        return sessions.get()
                .setSystemProperties(System.getProperties())
                .setCache(cache)
                .setConfigProperties(QUICK)
                // Repositories that POMs name besides Maven Central are their authors' own.
                .setIgnoreArtifactDescriptorRepositories(true)
                .setDependencySelector(new AndDependencySelector(
                        sessions.getDependencySelector(), new ExclusionDependencySelector(exclusions)))
                // Not the default, which downloads again what came from a repository with another id.
                .withLocalRepositories(new LocalRepository(local, "simple"))
                .build();
    }

    /** Everything that is resolved for a part of the build, except what can be left out. */
    SortedSet<String> withoutSome(Roots roots) {
        return closure(roots, withoutSome);
    }

    /** Everything that is resolved for a part of the build. */
    SortedSet<String> all(Roots roots) {
        return closure(roots, session);
    }

    private SortedSet<String> closure(Roots roots, RepositorySystemSession session) {
        CollectRequest request =
                new CollectRequest(roots.dependencies(), roots.managed(), REMOTE).setRootArtifact(Roots.OWN);
        SortedSet<String> found = new TreeSet<>();
        try {
            add(system.collectDependencies(session, request).getRoot(), found);
        } catch (DependencyCollectionException e) {
            throw new IllegalStateException("The dependencies of %s cannot be read".formatted(roots.of()), e);
        }
        return found;
    }

    private static void add(DependencyNode node, SortedSet<String> found) {
        for (DependencyNode child : node.getChildren()) {
            Artifact artifact = child.getArtifact();
            if (found.add(
                    "%s:%s:%s".formatted(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion()))) {
                add(child, found);
            }
        }
    }

    /** The names of the licences of a resolved artifact, from its POM or a parent's. */
    List<String> licences(String artifact) {
        return requireNonNull(licences.get(artifact), artifact);
    }

    /** Collects the licences while the resolver reads each POM anyway. */
    private final class NotingLicences extends RepositorySystemSupplier {

        @Override
        protected ArtifactDescriptorReader createArtifactDescriptorReader() {
            ArtifactDescriptorReader reader = super.createArtifactDescriptorReader();
            return (session, request) -> {
                ArtifactDescriptorResult pom = reader.readArtifactDescriptor(session, request);
                licences.put(id(pom.getArtifact()), licences(pom.getProperties()));
                return pom;
            };
        }
    }

    private static List<String> licences(Map<String, Object> properties) {
        int count = (Integer) properties.getOrDefault("license.count", 0);
        return IntStream.range(0, count)
                .mapToObj(number -> "license." + number)
                .map(licence -> properties.getOrDefault(licence + ".name", properties.get(licence + ".url")))
                .map(name -> String.valueOf(name).strip().replaceAll("\\s+", " "))
                .toList();
    }

    private static String id(Artifact artifact) {
        return "%s:%s:%s".formatted(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion());
    }

    /** The POM of a parent or an import. */
    ModelSource2 pom(String group, String name, String version) {
        try {
            Artifact pom = new DefaultArtifact(group, name, "pom", version);
            return new FileModelSource(system.resolveArtifact(session, new ArtifactRequest(pom, REMOTE, null))
                    .getArtifact()
                    .getPath()
                    .toFile());
        } catch (ArtifactResolutionException e) {
            throw new IllegalStateException("There is no POM of %s:%s:%s".formatted(group, name, version), e);
        }
    }

    @Override
    public void close() {
        withoutSome.close();
        session.close();
        system.shutdown();
    }

    /**
     * The direct dependencies of a part of the build.
     *
     * @param of the name of the part, for messages
     * @param managed versions of transitive dependencies
     */
    record Roots(String of, List<Dependency> dependencies, List<Dependency> managed) {

        private static final Artifact OWN = new DefaultArtifact("io.waybill:roots:1");

        static Dependency dependency(String group, String name, String version, @Nullable String scope) {
            return new Dependency(new DefaultArtifact(group, name, "jar", version), scope == null ? "compile" : scope);
        }

        /** The artifact only, without its dependencies. */
        static Dependency single(String group, String name, String version) {
            return dependency(group, name, version, null).setExclusions(List.of(new Exclusion("*", "*", "*", "*")));
        }
    }
}
