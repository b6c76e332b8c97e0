# Build: extract the layers of the jar, from the most stable to the one that changes with every commit.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY src/main src/main
RUN mvn --batch-mode --quiet -Dmaven.test.skip -Dmdep.skip -Dspotless.check.skip package \
 && java -Djarmode=tools -jar target/waybill-*.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home waybill
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
USER 10001
# 8080 is the API; only the platform should be able to reach 8081.
EXPOSE 8080 8081
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "--enable-native-access=ALL-UNNAMED", "org.springframework.boot.loader.launch.JarLauncher"]
