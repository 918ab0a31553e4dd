"""Orders in, invoices out."""

from .catalog import Catalog, Product
from .discounts import Tier, TierTable, Voucher
from .invoice import Invoice, Line
from .ledger import Ledger

__all__ = ["Catalog", "Invoice", "Ledger", "Line", "Product", "Tier", "TierTable", "Voucher"]
