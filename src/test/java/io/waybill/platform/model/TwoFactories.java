package io.waybill.platform.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The model of the exercise that splits production between two factories. */
final class TwoFactories {

    static final String MODEL = read();

    private TwoFactories() {}

    private static String read() {
        try {
            return Files.readString(Path.of("docs/exercises/two-factories/order-fulfilment.bpmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
