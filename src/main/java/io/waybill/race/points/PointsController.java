package io.waybill.race.points;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.waybill.account.Accounts;
import io.waybill.core.CustomerId;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The points that customers have earned by running. */
@RestController
@Tag(name = "race")
@RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
@RequestMapping("/accounts/{customerId}/points")
class PointsController {

    private final PointsLedger ledger;
    private final Accounts accounts;

    PointsController(PointsLedger ledger, Accounts accounts) {
        this.ledger = ledger;
        this.accounts = accounts;
    }

    /** What a customer has earned in all. */
    record Points(String customerId, long points) {}

    /** Shows how many points a customer has. */
    @GetMapping
    Points getPoints(Caller caller, @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId) {
        return new Points(customerId, ledger.total(customer(caller, customerId)));
    }

    /** Lists where a customer's points come from, newest first. */
    @GetMapping("/ledger")
    ResponseEntity<List<PointsEntry>> listPoints(
            Caller caller,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId,
            @Valid ListParameters part) {
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(
                ledger.entries(customer(caller, customerId), before, part.pageable()),
                PointsEntry::id,
                Function.identity());
    }

    private CustomerId customer(Caller caller, String id) {
        CustomerId customer = new CustomerId(id);
        if (!caller.mayActFor(customer) || accounts.existing(Set.of(customer)).isEmpty()) {
            throw new NotFound("account", id);
        }
        return customer;
    }
}
