"""Dates: of publication (`published`), of options and files (`partial`), in English prose (`prose`). Pure, no clock."""
