package io.waybill.account;

import io.waybill.core.CustomerId;
import io.waybill.core.Money;
import io.waybill.core.refusal.NotFound;
import io.waybill.platform.openapi.Answers;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.EntityTags;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers' credit: what is available, what is held for open orders, what was charged. */
@RestController
@RequestMapping("/accounts")
class AccountController {

    private static final String ID_PREFIX = "[A-Za-z0-9._-]{0,64}";
    private static final long MOST_MONEY = 1_000_000_000_000_000L;

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    record NewBalance(@NotNull @Min(0) @Max(MOST_MONEY) Long available) {}

    /**
     * Lists the accounts, by customer.
     *
     * @param customerIdPrefix what the customers' ids begin with
     */
    @RolesAllowed(Role.OPERATOR)
    @GetMapping
    ResponseEntity<List<Account>> list(
            @RequestParam(defaultValue = "") @Pattern(regexp = ID_PREFIX) String customerIdPrefix,
            @Valid ListParameters part) {
        String after = part.after(CustomerId::new).map(CustomerId::value).orElse("");
        return part.answer(
                accounts.list(after, customerIdPrefix, part.pageable()), Account::customerId, Function.identity());
    }

    /** Shows an account. */
    @Answers(headers = HttpHeaders.ETAG)
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR, Role.SERVICE})
    @GetMapping("/{customerId}")
    ResponseEntity<Account> get(Caller caller, @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId) {
        return view(find(caller, customerId));
    }

    /** Sets the available credit, and opens the account if there is none. What is held and charged stays as it is. */
    @Answers(
            value = {200, 422},
            headers = HttpHeaders.ETAG)
    @RolesAllowed(Role.OPERATOR)
    @PutMapping("/{customerId}")
    ResponseEntity<Account> put(
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            @Valid @RequestBody NewBalance balance) {
        return view(accounts.setAvailable(
                new CustomerId(customerId), new Money(balance.available()), EntityTags.of(ifMatch, ifNoneMatch)));
    }

    /** Lists the changes of an account, newest first. */
    @RolesAllowed({Role.CUSTOMER, Role.OPERATOR})
    @GetMapping("/{customerId}/ledger")
    ResponseEntity<List<LedgerEntry>> listLedger(
            Caller caller,
            @PathVariable @Pattern(regexp = CustomerId.PATTERN) String customerId,
            @Valid ListParameters part) {
        CustomerId customer = new CustomerId(find(caller, customerId).customerId());
        long before = part.after(Long::valueOf).orElse(Long.MAX_VALUE);
        return part.answer(accounts.ledger(customer, before, part.pageable()), LedgerEntry::id, Function.identity());
    }

    private Account find(Caller caller, String customerId) {
        CustomerId customer = new CustomerId(customerId);
        return accounts.find(customer)
                .filter(account -> caller.mayActFor(customer))
                .orElseThrow(() -> new NotFound("account", customerId));
    }

    private static ResponseEntity<Account> view(Account account) {
        return ResponseEntity.ok().eTag(account.tag()).body(account);
    }
}
