package io.waybill.platform.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.WaybillApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

class BusinessesTest {

    private final Businesses businesses = Businesses.onClassPath();

    @Test
    void each_package_beside_the_platform_is_a_business() throws IOException {
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/io/waybill"))) {
            assertThat(businesses.byName().keySet())
                    .containsExactlyInAnyOrderElementsOf(packages.filter(Files::isDirectory)
                            .map(found -> found.getFileName().toString())
                            .filter(name -> !List.of("core", "platform").contains(name))
                            .toList());
        }
    }

    @Test
    void each_model_in_the_jar_belongs_to_one_business() throws IOException {
        try (Stream<Path> models = Files.list(Path.of("src/main/resources/bpmn"))) {
            assertThat(businesses.byName().values().stream().flatMap(business -> business.models().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            models.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void without_a_setting_nothing_is_left_out() throws IOException {
        LeftOut none = businesses.leftOut(List.of());

        assertThat(matches(none, "io.waybill.shop.order.Order")).isFalse();
        assertThat(none.hasModel("order-fulfilment.bpmn")).isFalse();
    }

    @Test
    void what_is_not_named_is_left_out_with_its_models() throws IOException {
        LeftOut shop = businesses.leftOut(List.of("account", "courier", "factory"));

        assertThat(matches(shop, "io.waybill.shop.order.Order")).isTrue();
        assertThat(matches(shop, "io.waybill.account.Accounts")).isFalse();
        assertThat(matches(shop, "io.waybill.platform.web.Reason")).isFalse();
        assertThat(matches(shop, "io.waybill.WaybillApplication")).isFalse();
        assertThat(matches(shop, "java.lang.String")).isFalse();
        assertThat(shop.hasModel("order-fulfilment.bpmn")).isTrue();
    }

    private static boolean matches(LeftOut leftOut, String type) throws IOException {
        SimpleMetadataReaderFactory reader = new SimpleMetadataReaderFactory();
        return leftOut.match(reader.getMetadataReader(type), reader);
    }

    @Test
    void whoever_starts_it_with_a_wrong_setting_is_told_what_to_do() {
        assertRefused("shp,account", "there is no business “shp”", "account, courier, factory, race, shop");
        assertRefused("shop", "“shop” needs “account”", "leave “shop” out as well");
    }

    private static void assertRefused(String setting, String why, String advice) {
        SpringApplication application = new SpringApplication(WaybillApplication.class);
        application.setDefaultProperties(Map.of("waybill.businesses", setting));
        assertThatThrownBy(application::run).isInstanceOfSatisfying(WrongBusinesses.class, wrong -> {
            FailureAnalysis analysis = new WrongBusinessesAnalyzer().analyze(wrong, wrong);
            assertThat(analysis.getDescription()).contains(why);
            assertThat(analysis.getAction()).contains(advice);
        });
    }
}
