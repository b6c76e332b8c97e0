package io.waybill.account;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.security.Caller;
import io.waybill.core.security.Role;
import io.waybill.core.web.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/accounts/{customerId}")
class AccountController {

    private static final long MOST_MONEY = 1_000_000_000_000_000L;

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewBalance(@NotNull @Min(0) @Max(MOST_MONEY) Long available) {}

    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @GetMapping
    Account get(Caller caller, @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId) {
        return accounts.find(new CustomerId(customerId))
                .filter(account -> caller.mayActFor(new CustomerId(customerId)))
                .orElseThrow(() -> new NotFound("account", customerId));
    }

    @RolesAllowed(Role.OPERATOR)
    @PutMapping
    Account put(
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId,
            @Valid @RequestBody NewBalance balance) {
        return accounts.setAvailable(new CustomerId(customerId), new Money(balance.available()));
    }
}
