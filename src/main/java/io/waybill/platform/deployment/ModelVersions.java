package io.waybill.platform.deployment;

import io.waybill.core.Texts;
import io.waybill.core.Utc;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.deployment.ModelVersion.Origin;
import io.waybill.platform.deployment.ModelVersion.Status;
import io.waybill.platform.engine.Definition;
import io.waybill.platform.model.source.Finding;
import io.waybill.platform.model.source.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All versions of the model. */
@Repository
class ModelVersions {

    private static final String SELECT = "select * from model_version ";

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    ModelVersions(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** A process of a version, as the engine knows it. */
    record Deployed(int version, long definitionKey, String processId, int engineVersion) {}

    /** Makes other deployments wait until the end of the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeTurn() {
        db.sql("select version from model_version order by version limit 1 for update")
                .query(Integer.class)
                .optional();
    }

    /**
     * Adds the next version.
     *
     * @throws org.springframework.dao.DuplicateKeyException if somebody else adds one at the same time
     */
    @Transactional
    public ModelVersion add(
            List<Source> files,
            Status status,
            Origin origin,
            String by,
            @Nullable String reason,
            List<Finding> findings,
            List<String> changes) {
        int version = db.sql("select coalesce(max(version), 0) + 1 from model_version")
                .query(Integer.class)
                .single();
        ModelVersion added = new ModelVersion(
                version, status, origin, files, clock.instant(), by, reason, findings, changes, null, null);
        db.sql("""
                        insert into model_version (version, checksum, files, status, origin, created_at, created_by,
                          reason, findings, changes)
                        values (:version, :checksum, :files, :status, :origin, :at, :by, :reason, :findings, :changes)
                        """)
                .param("version", version)
                .param("checksum", checksum(files))
                .param("files", json.writeValueAsString(files))
                .param("status", status.name())
                .param("origin", origin.name())
                .param("at", Utc.of(added.createdAt()))
                .param("by", by)
                .param("reason", reason)
                .param("findings", json.writeValueAsString(findings))
                .param("changes", json.writeValueAsString(changes))
                .update();
        return added;
    }

    /**
     * Notes that the engine accepted it. Older versions that still wait for the engine are overtaken: none is deployed
     * after it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void deployed(int version, List<Definition> processes) {
        db.sql("""
                        update model_version set status = 'DEPLOYED', deployed_at = coalesce(deployed_at, :now)
                        where version = :version""")
                .param("now", Utc.of(clock.instant()))
                .param("version", version)
                .update();
        db.sql("""
                        update model_version set status = 'OVERTAKEN', refusal = :why
                        where status = 'DEPLOYING' and version < :version""")
                .param("why", "Version %d was deployed first, so this one never runs".formatted(version))
                .param("version", version)
                .update();
        processes.forEach(process -> db.sql("insert ignore into model_process values (?, ?, ?, ?)")
                .params(version, process.key(), process.process(), process.version())
                .update());
    }

    /** Notes that it does not run, and why. */
    @Transactional
    public void refused(int version, String why) {
        db.sql("update model_version set status = 'REFUSED', refusal = ? where version = ?")
                .params(Texts.shortened(why, 2000), version)
                .update();
    }

    /** Lets a refused version run after all, if the engine accepts it now and no newer version runs. */
    @Transactional
    public void tryAgain(int version, List<Finding> findings) {
        db.sql("""
                        update model_version set status = 'DEPLOYING', refusal = null, findings = :findings
                        where version = :version and status = 'REFUSED'""")
                .param("findings", json.writeValueAsString(findings))
                .param("version", version)
                .update();
    }

    Optional<ModelVersion> find(int version) {
        return db.sql(SELECT + "where version = ?")
                .param(version)
                .query(this::read)
                .optional();
    }

    /**
     * The version with this number.
     *
     * @throws NotFound if there is none
     */
    ModelVersion get(String number) {
        return Optional.of(number)
                .filter(digits -> digits.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf)
                .flatMap(this::find)
                .orElseThrow(() -> new NotFound("version of the model", number));
    }

    /** The version that new orders run on. */
    Optional<ModelVersion> current() {
        return db.sql(SELECT + "where status = 'DEPLOYED' order by version desc limit 1")
                .query(this::read)
                .optional();
    }

    /** The version that new orders are to run on. */
    Optional<ModelVersion> wanted() {
        return db.sql(SELECT + "where status in ('DEPLOYING', 'DEPLOYED') order by version desc limit 1")
                .query(this::read)
                .optional();
    }

    /** The newest version with exactly these files. */
    Optional<ModelVersion> of(List<Source> files) {
        return db.sql(SELECT + "where checksum = ? order by version desc limit 1")
                .param(checksum(files))
                .query(this::read)
                .optional();
    }

    /** Newest first, with one row more than the page holds. */
    List<ModelVersion> list(int before, Pageable part) {
        return List.copyOf(db.sql(SELECT + "where version < ? order by version desc limit ? offset ?")
                .params(before, part.getPageSize() + 1, part.getOffset())
                .query(this::read)
                .list());
    }

    Map<Integer, List<Deployed>> deployed(List<Integer> versions) {
        return versions.isEmpty()
                ? Map.of()
                : List.copyOf(db.sql("""
                                select * from model_process where version in (:versions)
                                order by version, definition_key desc""")
                                .param("versions", versions)
                                .query(Deployed.class)
                                .list())
                        .stream()
                        .collect(Collectors.groupingBy(Deployed::version));
    }

    private ModelVersion read(ResultSet row, int number) throws SQLException {
        LocalDateTime deployedAt = row.getObject("deployed_at", LocalDateTime.class);
        return new ModelVersion(
                row.getInt("version"),
                Status.valueOf(row.getString("status")),
                Origin.valueOf(row.getString("origin")),
                json.readValue(row.getString("files"), new TypeReference<List<Source>>() {}),
                Utc.instant(row.getObject("created_at", LocalDateTime.class)),
                row.getString("created_by"),
                row.getString("reason"),
                json.readValue(row.getString("findings"), new TypeReference<List<Finding>>() {}),
                json.readValue(row.getString("changes"), new TypeReference<List<String>>() {}),
                deployedAt == null ? null : Utc.instant(deployedAt),
                row.getString("refusal"));
    }

    private static String checksum(List<Source> files) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.stream().sorted(Comparator.comparing(Source::name)).forEach(file -> {
                sha.update((file.name() + "\n" + file.text().length() + "\n").getBytes(StandardCharsets.UTF_8));
                sha.update(file.text().getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
