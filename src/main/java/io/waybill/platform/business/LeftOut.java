package io.waybill.platform.business;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** The businesses that are left out: their classes do not become beans. */
public final class LeftOut extends TypeExcludeFilter {

    private final Set<String> businesses;
    private final Set<String> models;

    LeftOut(Set<String> businesses, Set<String> models) {
        this.businesses = businesses;
        this.models = models;
    }

    /** Whether a file in the jar belongs to the models of one of them. */
    public boolean hasModel(String file) {
        return models.contains(file);
    }

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
        return businesses.contains(Businesses.nameOf(reader.getClassMetadata().getClassName()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LeftOut same && businesses.equals(same.businesses);
    }

    @Override
    public int hashCode() {
        return Objects.hash(businesses);
    }
}
