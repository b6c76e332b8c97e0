package io.waybill.courier;

import io.waybill.core.refusal.FieldError;
import io.waybill.core.refusal.Unprocessable;
import io.waybill.platform.security.Caller;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Checks who answers an offer. */
@Component
public class AnsweringDriver {

    private final Drivers drivers;

    AnsweringDriver(Drivers drivers) {
        this.drivers = drivers;
    }

    /**
     * The driver who answers.
     *
     * @throws AccessDeniedException if the caller may not answer for that driver
     * @throws Unprocessable if there is no such driver
     */
    public String check(Caller caller, DriverAnswer answer) {
        String driver = answer.driverId();
        if (!caller.mayActForDriver(driver)) {
            throw new AccessDeniedException("This token may answer for driver %s only".formatted(caller.driver()));
        }
        if (!drivers.existsById(driver)) {
            throw new Unprocessable(List.of(new FieldError("driverId", "is not a driver")));
        }
        return driver;
    }
}
