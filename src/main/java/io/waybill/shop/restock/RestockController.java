package io.waybill.shop.restock;

import io.waybill.core.RestockId;
import io.waybill.platform.security.Role;
import io.waybill.platform.web.ListParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Restocks: what was asked of the factories because it was low. */
@RestController
class RestockController {

    /** After all ids, for the first page. */
    private static final String AFTER_ALL = "g";

    private final RestockBooks books;

    RestockController(RestockBooks books) {
        this.books = books;
    }

    /** Lists the restocks, newest first. */
    @RolesAllowed({Role.OPERATOR, Role.SERVICE})
    @GetMapping("/restocks")
    ResponseEntity<List<Restock>> listRestocks(@Valid RestockFilter filter, @Valid ListParameters part) {
        String before = part.after(RestockId::new).map(RestockId::value).orElse(AFTER_ALL);
        return part.answer(books.list(filter, before, part.pageable()), Restock::id, Function.identity());
    }
}
