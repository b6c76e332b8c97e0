package io.waybill.platform.business;

import io.waybill.core.Business;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/**
 * The businesses on the class path.
 *
 * @param byName what each declares
 */
record Businesses(Map<String, Declared> byName) {

    /** What a {@link Business} declares. */
    record Declared(Set<String> needs, Set<String> models) {}

    private static final String PACKAGE = "io.waybill";

    static Businesses onClassPath() {
        Map<String, Declared> byName = new TreeMap<>();
        SimpleMetadataReaderFactory reader = new SimpleMetadataReaderFactory();
        try {
            for (Resource info : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:%s/*/package-info.class".formatted(PACKAGE.replace('.', '/')))) {
                MetadataReader read = reader.getMetadataReader(info);
                MergedAnnotation<Business> business =
                        read.getAnnotationMetadata().getAnnotations().get(Business.class);
                if (business.isPresent()) {
                    byName.put(
                            nameOf(read.getClassMetadata().getClassName()),
                            new Declared(
                                    Set.of(business.getStringArray("needs")),
                                    Set.of(business.getStringArray("models"))));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the businesses on the class path", e);
        }
        return new Businesses(byName);
    }

    /** The business that a class is in, or would be in; empty if it is not below one. */
    static String nameOf(String className) {
        String[] names = className.startsWith(PACKAGE + ".")
                ? className.substring(PACKAGE.length() + 1).split("\\.", 2)
                : new String[0];
        return names.length == 2 ? names[0] : "";
    }

    /**
     * What is left out if only these are wanted.
     *
     * @param wanted all if empty
     * @throws WrongBusinesses if one of them does not exist, or needs one that is not wanted
     */
    LeftOut leftOut(List<String> wanted) {
        if (wanted.isEmpty()) {
            return new LeftOut(Set.of(), Set.of());
        }
        wanted.forEach(name -> requireComplete(name, wanted));
        Set<String> leftOut = new TreeSet<>(byName.keySet());
        wanted.forEach(leftOut::remove);
        return new LeftOut(
                leftOut,
                byName.entrySet().stream()
                        .filter(business -> leftOut.contains(business.getKey()))
                        .flatMap(business -> business.getValue().models().stream())
                        .collect(Collectors.toSet()));
    }

    private void requireComplete(String name, List<String> wanted) {
        Declared declared = byName.get(name);
        if (declared == null) {
            throw new WrongBusinesses(
                    "there is no business “%s”.".formatted(name),
                    "The businesses are %s.".formatted(String.join(", ", byName.keySet())));
        }
        Set<String> missing = new TreeSet<>(declared.needs());
        wanted.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new WrongBusinesses(
                    "“%s” needs “%s”.".formatted(name, String.join("”, “", missing)),
                    "Add it to waybill.businesses, or leave “%s” out as well.".formatted(name));
        }
    }
}
