package io.waybill.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waybill.core.CustomerId;
import io.waybill.platform.security.Caller;
import io.waybill.platform.security.Welcome;
import org.springframework.stereotype.Component;

/**
 * Opens an account without credit for a customer who calls for the first time. Whom the issuer lets in as a customer is
 * one.
 */
@Component
class AccountOpening implements Welcome {

    private final AccountBooks books;
    private final Cache<CustomerId, Boolean> known =
            Caffeine.newBuilder().maximumSize(10_000).build();

    AccountOpening(AccountBooks books) {
        this.books = books;
    }

    @Override
    public void greet(Caller caller) {
        CustomerId customer = caller.customer();
        if (customer != null && !customer.isReserved() && known.getIfPresent(customer) == null) {
            openIfNew(customer);
            known.put(customer, true);
        }
    }

    /** Looks without a lock, since the account of a busy customer is locked most of the time. */
    private void openIfNew(CustomerId customer) {
        if (books.find(customer).isEmpty()) {
            books.open(customer);
        }
    }
}
