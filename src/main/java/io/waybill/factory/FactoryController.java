package io.waybill.factory;

import io.waybill.core.security.Role;
import io.waybill.core.web.PageParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class FactoryController {

    private final FactoryBooks books;

    FactoryController(FactoryBooks books) {
        this.books = books;
    }

    @RolesAllowed(Role.OPERATOR)
    @GetMapping("/factories")
    List<Factory> factories(@Valid PageParameters page) {
        return books.factories(page.pageable());
    }

    @RolesAllowed(Role.OPERATOR)
    @GetMapping("/production-log")
    List<LogEntry> log(@Valid PageParameters page) {
        return books.entries(page.pageable());
    }
}
